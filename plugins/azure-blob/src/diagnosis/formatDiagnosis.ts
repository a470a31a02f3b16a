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

import {
  AzureBlobDiagnosis,
  AzureBlobFix,
} from 'backstage-plugin-azure-blob-common';
import { Check } from './Check';

/** A diagnosis as text, for whoever is asked to help. */
export function formatDiagnosis(diagnosis: AzureBlobDiagnosis): string {
  const { entityRef, location, time, requestId, stoppedAt, checks } = diagnosis;
  return [
    `entity: ${entityRef}`,
    `location: ${location}`,
    `time: ${time}`,
    `request id: ${requestId}`,
    `stopped at: ${stoppedAt ?? 'nothing'}`,
    '',
    ...checks.flatMap(formatCheck),
  ].join('\n');
}

function formatCheck(check: Check): string[] {
  const { id, title, state, code, reason, message, fixes = [] } = check;
  const codes = [code, reason].filter(Boolean).join(', ');
  return [
    `[${state}] ${title} (${[id, codes].filter(Boolean).join(': ')})`,
    ...indent(message),
    ...fixes.flatMap(formatFix),
  ];
}

function formatFix({ who, text, command, config }: AzureBlobFix): string[] {
  return [...indent(`${who}: ${text}`), ...indent(command), ...indent(config)];
}

function indent(text: string | undefined): string[] {
  return text ? text.split('\n').map(line => `    ${line}`) : [];
}
