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

import { parseEntityRef } from '@backstage/catalog-model';
import { quoteShell } from '../artifacts/folder/quoteShell';

/** Where something is published from. */
export type PublishTool = 'github' | 'azurePipelines' | 'cli';

/** Every {@link PublishTool}, in the order they are offered. */
export const PUBLISH_TOOLS: PublishTool[] = ['github', 'azurePipelines', 'cli'];

/** What a step publishes to. */
export interface PublishTarget {
  entityRef: string;
  account?: string;
  container?: string;
}

/** The step of a pipeline that publishes; the documentation has the same. */
export function toPublishStep(
  tool: PublishTool,
  target: PublishTarget,
): string {
  const [command, ...options] = toCommand(target);
  switch (tool) {
    case 'github':
      return [
        '- uses: azure/login@v2',
        '  with:',
        '    client-id: ${{ vars.AZURE_CLIENT_ID }}',
        '    tenant-id: ${{ vars.AZURE_TENANT_ID }}',
        '    allow-no-subscriptions: true',
        '- run: >-',
        ...[command, ...options].map(line => `    ${line}`),
      ].join('\n');
    case 'azurePipelines':
      return [
        '- task: AzureCLI@2',
        '  inputs:',
        '    azureSubscription: <service connection>',
        '    scriptType: bash',
        '    scriptLocation: inlineScript',
        '    inlineScript: >-',
        ...[command, ...options].map(line => `      ${line}`),
      ].join('\n');
    default:
      return [command, ...options.map(line => `  ${line}`)].join(' \\\n');
  }
}

function toCommand(target: PublishTarget): string[] {
  const { entityRef, account, container } = target;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return [
    'npx --yes backstage-azure-blob publish dist',
    `--entity ${quote(entityRef)}`,
    `--account ${account ? quote(account) : '<account>'}`,
    `--container ${container ? quote(container) : '<container>'}`,
    `--prefix ${quote(`${kind}/${namespace}/${name}`)}`,
  ];
}

function quote(value: string): string {
  return /^[\w.:/-]+$/.test(value) ? value : quoteShell(value);
}
