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

import { pipeline, Readable } from 'node:stream';
import { Response } from 'express';
import { AccessSession } from '../../access';
import { AuditOutcome } from '../../audit';
import {
  assertClean,
  getSafeHeaders,
  IntegrityCheck,
  sendBody,
  TransferListener,
} from '../../content';
import { PlannedFile, ZipPlan } from './planZip';
import { ReadAhead } from './ReadAhead';
import { measureZip, writeZip } from './writeZip';
import { ZipManifest } from './zipManifest';

/** Each with at most a MiB of it in memory. */
const OPEN_FILES = 8;
const FILE_BUFFER = 1024 * 1024;

/** Options of {@link sendZip}. */
export interface SendZipOptions {
  session: AccessSession;
  entityRef: string;
  plan: ZipPlan;
  /** Of the zip. */
  name: string;
  res: Response;
  /** Aborts when the client goes away, or the access ends. */
  signal: AbortSignal;
  listener?: TransferListener;
}

/**
 * Answers with a zip of what was planned. Where a file has changed since, cannot
 * be read, or is not what was published, the connection breaks.
 *
 * @returns how it ended, once the first byte was sent.
 * @throws as long as another answer is possible.
 */
export async function sendZip(options: SendZipOptions): Promise<AuditOutcome> {
  const { session, entityRef, plan, name, res, signal, listener } = options;
  const { files } = plan;
  const ahead = ReadAhead.create({
    items: files,
    open: file => openFile(session, file, signal),
    ahead: OPEN_FILES,
  });
  const manifest = ZipManifest.create({
    entityRef,
    location: session.scope.location.id,
    plan,
    createdAt: new Date(),
  });
  let sent = 0;
  const onBytes = (count: number) => {
    sent += count;
    listener?.onBytes(count);
  };
  const members = [
    ...files.map((file, index) => ({
      name: file.name,
      size: file.size,
      modified: new Date(file.lastModified),
      async open() {
        return read(await ahead.take(index), onBytes, sha256 =>
          manifest.setDigest(file, sha256),
        );
      },
    })),
    ...manifest.toMembers(),
  ];
  try {
    await ahead.start();
    const outcome = await sendBody({
      body: Readable.from(writeZip(members), { objectMode: false }),
      res,
      signal,
      listener,
      countBytes: () => sent,
      setHead() {
        res.set(getSafeHeaders(name));
        res.set({
          'Accept-Ranges': 'none',
          'Content-Length': `${measureZip(members)}`,
        });
      },
    });
    const isWhole = outcome.result === 'succeeded';
    return {
      ...outcome,
      details: {
        files: files.length,
        ...(isWhole && { sha256sums: manifest.digest() }),
      },
    };
  } finally {
    ahead.close();
  }
}

async function openFile(
  session: AccessSession,
  file: PlannedFile,
  signal: AbortSignal,
): Promise<IntegrityCheck> {
  const { path, size, etag } = file;
  await assertClean(session, { path, signal });
  const { stream } =
    size === 0
      ? { stream: Readable.from([]) }
      : await session.blobs.read(path, { ifMatch: etag, signal });
  const check = IntegrityCheck.create({
    path,
    length: size,
    recorded: file,
    withSha256: true,
    bufferSize: FILE_BUFFER,
  });
  // What goes wrong is told by the stream that is read, also before it is.
  return pipeline(stream, check, () => {});
}

async function* read(
  file: IntegrityCheck,
  onBytes: (count: number) => void,
  onEnd: (sha256: string) => void,
): AsyncGenerator<Buffer, void> {
  for await (const chunk of file) {
    yield chunk;
    onBytes(chunk.length);
  }
  onEnd(file.sha256 ?? '');
}
