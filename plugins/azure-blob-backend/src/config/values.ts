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

import { z } from 'zod';

// Every message goes on from the key and its value, as in
// `azureBlob.tenantId is "contoso", but must be …`.

/** Text, of any characters where no pattern is given. */
export function text(rule: string, matches: RegExp = /\S/) {
  return z.string(rule).regex(matches, rule);
}

/** An id of Entra ID, in lower case. */
export function guid(what: string) {
  return z
    .guid(
      `must be ${what}, a GUID such as "72f988bf-86f1-41af-91ab-2d7cd011db47"`,
    )
    .transform(toLowerCase);
}

/** As Entra ID writes ids in the tokens that they are compared with. */
function toLowerCase(id: string): string {
  return id.toLocaleLowerCase('en-US');
}

/** A map with these keys, and no others. */
export function row<TShape extends z.core.$ZodLooseShape>(
  shape: TShape,
  where = 'there',
) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `the keys ${where} are ${keys}`
        : `must be a map with the keys ${keys}`,
  });
}

/** A list with something in it. */
export function rows<TRow extends z.ZodType>(of: TRow, what: string) {
  const rule = `must be a list of at least one ${what}`;
  return z.array(of, rule).min(1, rule);
}

/** One of a few words. */
export function oneOf<TOption extends string>(...options: TOption[]) {
  return z.enum(
    options,
    `must be ${options.map(option => `"${option}"`).join(' or ')}`,
  );
}

/** An https URL that holds nothing but an address. */
export function httpsUrl(rule: string, allowPath: boolean) {
  return z.string(rule).transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const address = url && `${url.origin}${url.pathname}`.replace(/\/$/, '');
    if (
      address === undefined ||
      url?.protocol !== 'https:' ||
      // Catches a user, a query and a fragment, even empty ones.
      (value !== address && value !== `${address}/`) ||
      (!allowPath && url.pathname !== '/')
    ) {
      context.issues.push({ code: 'custom', input: value, message: rule });
      return z.NEVER;
    }
    return address;
  });
}

/** Yes or no. */
export const flag = z.preprocess(
  // Environment variables are text.
  value => (value === 'true' || value === 'false' ? value === 'true' : value),
  z.boolean('must be true or false'),
);

/** A number of requests. */
export function perMinute(byDefault: number) {
  return count('requests a minute', 100_000, byDefault);
}

/** A number of something, from 1 on. */
export function count(what: string, max: number, byDefault: number) {
  const rule = `must be a whole number of ${what} from 1 to ${max}`;
  return z
    .preprocess(
      // Environment variables are text.
      value =>
        typeof value === 'string' && /^\d{1,16}$/.test(value)
          ? Number(value)
          : value,
      z.int(rule).min(1, rule).max(max, rule),
    )
    .default(byDefault);
}
