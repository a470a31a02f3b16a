/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip, and what the zip says that is not so. */
export interface TestMember {
  name: string | Buffer;
  content?: Buffer;
  /** 8 by default, which is deflated. */
  method?: number;
  flags?: number;
  /** What the list says instead of what is so. */
  lies?: {
    size?: number;
    compressedSize?: number;
    crc32?: number;
    offset?: number;
    localName?: string;
  };
}

/** A zip, byte by byte, so that each of them can be wrong. */
export function createZip(
  members: TestMember[],
  options: { entryCount?: number; prefix?: Buffer } = {},
): Buffer {
  const chunks: Buffer[] = [options.prefix ?? Buffer.alloc(0)];
  const list: Buffer[] = [];
  let position = chunks[0].length;
  for (const member of members) {
    const { content = Buffer.alloc(0), method = 8, flags = 0x0800 } = member;
    const { lies = {} } = member;
    const name = Buffer.from(member.name as string);
    const localName = Buffer.from(lies.localName ?? name);
    const packed = method === 8 ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt16LE(0x5c62, 8);
    fields.writeUInt32LE(lies.crc32 ?? crc32(content), 10);
    fields.writeUInt32LE(lies.compressedSize ?? packed.length, 14);
    fields.writeUInt32LE(lies.size ?? content.length, 18);
    fields.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      fields,
      localName,
      packed,
    ]);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(lies.offset ?? position, 10);
    list.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x03', 'latin1'),
        fields,
        tail,
        name,
      ]),
    );
    chunks.push(local);
    position += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(options.entryCount ?? members.length, 8);
  end.writeUInt16LE(options.entryCount ?? members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...chunks, directory, end]);
}
