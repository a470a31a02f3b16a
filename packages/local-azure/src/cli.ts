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

import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureCertificateAuthority } from './certificates';
import { getConnectionString, growLog } from './sample/growLog';
import { signIn } from './signIn';
import { startLocalAzure } from './startLocalAzure';
import { switchCommands } from './switches/switchCommands';
import { world } from './world';

const packageDirectory = dirname(require.resolve('../package.json'));
const defaultDirectory = resolve(packageDirectory, '../../.local/azure');

const usage = `Usage: local-azure <command>

  start [--directory <folder>] [--no-sample-data]
      Starts storage and the Entra ID emulator on the demo world's ports.
  ca [--directory <folder>]
      Prints the file of the certificate authority, for NODE_EXTRA_CA_CERTS.
  env [--directory <folder>]
      Prints the environment variables of the demo world as JSON.
  sign-in <user> [--portal <url>]
      Signs in to a running portal and prints the user's tokens as JSON.
  grow-log [--seconds <number>] [--storage <url>]
      Begins a run of payments-api and writes its log, line by line, until Ctrl-C
      or for so many seconds; then it seals the log and ends the run.

While it runs, to try what goes wrong; "off" ends it, except for roles:

  step-up <user> on|off [--entra <url>]
      Has Entra ID ask the user for one more check before storage.
  exchange-error <user> <AADSTS code>|off [--entra <url>]
      Has Entra ID refuse the user a token for storage, such as with AADSTS65001.
  claims <user> <name>=<value>…|off [--entra <url>]
      Changes the user's tokens for the API app; "name=" leaves a claim out, and
      exp, iat and nbf are in seconds from now. A page has to be loaded anew.
  roles <user> on|off|account|containers [--storage <url>]
      Gives the user her roles on storage, or none, or has her read the whole
      account, or the containers alone.
  storage-error <code>|off [--storage <url>]
      Has storage refuse everything, such as with AuthorizationFailure, which is
      what a firewall answers with.
`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends with whoever started it, whichever way that one ends. */
function onEnd(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (!stopping) {
      stopping = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    }
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  process.on('disconnect', end);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 1_000).unref();
}

async function start(directory: string, sampleData: boolean): Promise<void> {
  const azure = await startLocalAzure({
    ports: world.ports,
    directory,
    sampleData,
    log: print,
  });
  onEnd(() => azure.stop());
  print('ready');
}

async function printEnvironment(directory: string): Promise<void> {
  const { tenantId, portalApp, apiApp } = world;
  print(
    JSON.stringify({
      AZURE_TENANT_ID: tenantId,
      AZURE_PORTAL_CLIENT_ID: portalApp.clientId,
      AZURE_PORTAL_CLIENT_SECRET: portalApp.clientSecret,
      AZURE_CLIENT_ID: apiApp.clientId,
      AZURE_CLIENT_SECRET: apiApp.clientSecret,
      NODE_EXTRA_CA_CERTS: await ensureCertificateAuthority(directory),
    }),
  );
}

async function grow(storage: string, seconds?: string): Promise<void> {
  if (seconds !== undefined && !/^[1-9]\d{0,5}$/.test(seconds)) {
    throw new Error(`"${seconds}" is no number of seconds`);
  }
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(stop, Number(seconds) * 1_000);
  try {
    const { ended } = await growLog({
      connectionString: getConnectionString(storage),
      signal: stopping.signal,
      log: print,
    });
    await ended;
  } finally {
    clearTimeout(timer);
  }
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      directory: { type: 'string', default: defaultDirectory },
      portal: { type: 'string' },
      seconds: { type: 'string' },
      entra: { type: 'string' },
      storage: { type: 'string' },
      'sample-data': { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const directory = resolve(values.directory);
  const [command, ...rest] = positionals;
  if (values.help) {
    print(usage);
    return;
  }
  switch (command) {
    case 'start':
      await start(directory, values['sample-data']);
      return;
    case 'ca':
      print(await ensureCertificateAuthority(directory));
      return;
    case 'env':
      await printEnvironment(directory);
      return;
    case 'sign-in': {
      if (rest.length !== 1) {
        throw new Error('Name one user, such as "sign-in alice"');
      }
      print(
        JSON.stringify(await signIn({ user: rest[0], portal: values.portal })),
      );
      return;
    }
    case 'grow-log':
      await grow(
        values.storage ?? `http://localhost:${world.ports.blob}`,
        values.seconds,
      );
      return;
    default:
      if (!Object.hasOwn(switchCommands, command ?? '')) {
        throw new Error(`There is no command "${command ?? ''}".\n\n${usage}`);
      }
      print(await switchCommands[command](rest, values));
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
