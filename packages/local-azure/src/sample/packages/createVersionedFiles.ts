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

import { SampleFile } from '../sampleFiles';
import { SampleRun } from '../sampleRuns';
import { createPackages } from './createPackages';

/** The files of a run that name the version that they were made for. */
export function createVersionedFiles(
  { component, manifest }: SampleRun,
  chosen: Map<string, SampleFile>,
): Map<string, Buffer> {
  const { version = '' } = manifest;
  const packed = [...chosen].filter(([path]) => !path.startsWith('sbom/'));
  return new Map([
    ...createPackages(
      version,
      new Map(packed.map(([path, { content }]) => [path, content])),
    ),
    [
      `deploy/${component}.yaml`,
      Buffer.from(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${component}
  labels:
    app.kubernetes.io/version: ${version}
  annotations:
    contoso.example/commit: ${manifest.commit}
spec:
  replicas: 3
  selector:
    matchLabels: { app: ${component} }
  template:
    metadata:
      labels: { app: ${component} }
    spec:
      containers:
        - name: ${component}
          image: contoso.example/${component}:${version}
          resources:
            requests: { cpu: 250m, memory: 256Mi }
            limits: { memory: 512Mi }
`),
    ],
  ]);
}
