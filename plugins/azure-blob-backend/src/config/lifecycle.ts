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
import { LifecycleAction, LifecycleRule } from '../types';

// The document is Azure's, not ours: what is not known of it is let be. JSON
// that the Azure CLI prints has nulls for what is not set.

const rule = 'must be what "az storage account management-policy show" prints';
const daysRule = `${rule}: a number of days from 0 on`;
const days = z.number(daysRule).min(0, daysRule).nullish();
const condition = z
  .looseObject(
    {
      daysAfterModificationGreaterThan: days,
      daysAfterCreationGreaterThan: days,
    },
    rule,
  )
  .nullish();
const texts = z.array(z.string(rule), rule).nullish();

const policyRule = z.looseObject(
  {
    name: z.string(rule),
    enabled: z.boolean(rule).nullish(),
    definition: z.looseObject(
      {
        actions: z.looseObject(
          {
            baseBlob: z
              .looseObject(
                {
                  delete: condition,
                  tierToCool: condition,
                  tierToCold: condition,
                  tierToArchive: condition,
                },
                rule,
              )
              .nullish(),
          },
          rule,
        ),
        filters: z
          .looseObject(
            {
              prefixMatch: texts,
              blobTypes: texts,
              blobIndexMatch: z.array(z.unknown(), rule).nullish(),
            },
            rule,
          )
          .nullish(),
      },
      rule,
    ),
  },
  rule,
);
const policy = z.looseObject({ rules: z.array(policyRule, rule) }, rule);

type PolicyRule = z.output<typeof policyRule>;
type BaseBlob = NonNullable<PolicyRule['definition']['actions']['baseBlob']>;

const ACTIONS = [
  ['delete', 'delete'],
  ['tierToCool', 'cool'],
  ['tierToCold', 'cold'],
  ['tierToArchive', 'archive'],
] as const;

/** The management policy of an account, with those of its rules that are of use. */
export const lifecycle = z
  .looseObject({ policy }, rule)
  .transform(({ policy: { rules } }) => rules.flatMap(toRules));

/** Rules that go by tags tell nothing: nobody knows those of every blob. */
function toRules({ name, enabled, definition }: PolicyRule): LifecycleRule[] {
  const { actions, filters } = definition;
  const { prefixMatch, blobTypes, blobIndexMatch } = filters ?? {};
  const isOfUse =
    enabled !== false &&
    (blobIndexMatch ?? []).length === 0 &&
    (blobTypes ?? ['blockBlob']).includes('blockBlob');
  const found = toActions(actions.baseBlob ?? {});
  return isOfUse && found.length > 0
    ? [{ name, prefixes: prefixMatch ?? [], actions: found }]
    : [];
}

function toActions(baseBlob: BaseBlob): LifecycleAction[] {
  return ACTIONS.flatMap(([key, action]) => {
    const {
      daysAfterModificationGreaterThan: modified,
      daysAfterCreationGreaterThan: created,
    } = baseBlob[key] ?? {};
    return [
      ...(typeof modified === 'number'
        ? [{ action, after: 'modification' as const, days: modified }]
        : []),
      ...(typeof created === 'number'
        ? [{ action, after: 'creation' as const, days: created }]
        : []),
    ];
  });
}
