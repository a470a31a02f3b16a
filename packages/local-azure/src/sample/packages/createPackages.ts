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

import { createHash } from 'node:crypto';
import { createZip } from './createZip';

const name = 'payments-api';
const distribution = 'payments_api';

/** One build packed for each kind of registry, by the path in the run. */
export function createPackages(
  version: string,
  files: Map<string, Buffer>,
): Map<string, Buffer> {
  const below = (folder: string) =>
    Array.from(files, ([path, content]): [string, Buffer] => [
      `${folder}${path}`,
      content,
    ]);
  const text = (lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);
  const wheel = new Map([
    ...below(`${distribution}/`),
    [
      `${distribution}-${version}.dist-info/METADATA`,
      text(['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`]),
    ],
    [
      `${distribution}-${version}.dist-info/WHEEL`,
      text(['Wheel-Version: 1.0', 'Tag: py3-none-any']),
    ],
  ]);
  const record = Array.from(wheel, ([path, content]) => {
    const digest = createHash('sha256').update(content).digest('base64url');
    return `${path},sha256=${digest},${content.length}`;
  });
  wheel.set(`${distribution}-${version}.dist-info/RECORD`, text(record));
  return new Map([
    [`dist/${name}-${version}.zip`, createZip(new Map(below(`${name}/`)))],
    [
      `dist/${name}-${version}.jar`,
      createZip(
        new Map([
          [
            'META-INF/MANIFEST.MF',
            text([
              'Manifest-Version: 1.0',
              `Implementation-Title: ${name}`,
              `Implementation-Version: ${version}`,
            ]),
          ],
          ...below('public/'),
        ]),
      ),
    ],
    [
      `dist/${name}.${version}.nupkg`,
      createZip(
        new Map([
          [
            `${name}.nuspec`,
            text([
              '<?xml version="1.0"?>',
              `<package><metadata><id>${name}</id><version>${version}</version></metadata></package>`,
            ]),
          ],
          ...below('content/'),
        ]),
      ),
    ],
    [`dist/${distribution}-${version}-py3-none-any.whl`, createZip(wheel)],
  ]);
}
