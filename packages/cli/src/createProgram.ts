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

import { Command, InvalidArgumentError, Option } from 'commander';
import { download } from './download/download';
import { publish } from './publish/publish';
import { parseStatus } from './publish/runStatus';

/** The command line. */
export function createProgram(): Command {
  const program = new Command('backstage-azure-blob')
    .description(
      'Publishes build artifacts and logs to Azure Blob Storage, for the azure-blob plugin of Backstage.',
    )
    .exitOverride()
    .showHelpAfterError('(add --help for what there is)');

  program
    .command('publish')
    .description('upload files as one run')
    .argument('[paths...]', 'folders, whose content is published, and files')
    .requiredOption('--entity <ref>', 'such as component:default/payments-api')
    .requiredOption('--account <name>', 'the storage account')
    .option('--container <name>', 'for artifacts', 'artifacts')
    .option('--prefix <path>', 'below the container', undefined)
    .option('--layout <pattern>', 'as in app-config', '{run}/{path}')
    .option('--run <id>', 'the number of the pipeline run by default')
    .option('--logs <files...>', 'log files, into --logs-container')
    .option('--logs-container <name>', 'for logs', 'logs')
    .option(
      '--status <status>',
      'succeeded, failed or canceled; what the pipeline says by default',
      parseStatus,
    )
    .option('--version <version>', 'of what was built')
    .option('--title <title>', 'the subject of the commit by default')
    .option('--endpoint <url>', 'of the blob service, for other clouds')
    .option('--concurrency <count>', 'files at once', parseCount, 8)
    .option('--force', 'replace a run that is there already, files and all')
    .option('--dry-run', 'say what would be uploaded, and upload nothing')
    .option('--json', 'print the result as one line of JSON')
    .action((paths, options) => publish({ ...options, paths }));

  program
    .command('download')
    .description('download one blob, go on where it stopped, and check it')
    .argument('<blob>', 'its URL, or its name with --account and --container')
    .option('--account <name>', 'the storage account')
    .option('--container <name>', 'the container')
    .option('--endpoint <url>', 'of the blob service, for other clouds')
    .option('-o, --output <file>', 'the name of the blob by default')
    .addOption(new Option('--json', 'print the result as one line of JSON'))
    .action((blob, options) => download({ ...options, blob }));

  return program;
}

function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > 64) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 64.');
  }
  return count;
}
