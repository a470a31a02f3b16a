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

import { AzureBlobStatus } from 'backstage-plugin-azure-blob-common';
import { Check } from '../diagnosis';

/** A section of the status with the check that needs attention most. */
export interface RankedSection {
  id: string;
  title: string;
  state: Check['state'];
  /** Absent where all is well. */
  worst?: Check;
  /** What needs attention first. */
  checks: Check[];
}

const URGENCY: Record<Check['state'], number> = {
  failed: 3,
  warning: 2,
  skipped: 1,
  passed: 0,
};

/** Puts what needs attention first, and leaves the rest in order. */
export function rankSections({ sections }: AzureBlobStatus): RankedSection[] {
  return sections
    .map(({ id, title, checks }) => {
      const ranked = [...checks].sort(compareUrgency);
      const state = summarize(ranked);
      const worst = state === 'passed' ? undefined : ranked[0];
      return { id, title, state, worst, checks: ranked };
    })
    .sort(compareUrgency);
}

/** Whether somebody has to look at it. */
export function needsAttention(state: Check['state']): boolean {
  return state === 'failed' || state === 'warning';
}

/** What was left out takes nothing from what works. */
function summarize([first, ...rest]: Check[]): Check['state'] {
  const isPartlyPassed = rest.some(({ state }) => state === 'passed');
  return first?.state === 'skipped' && isPartlyPassed
    ? 'passed'
    : first?.state ?? 'skipped';
}

function compareUrgency(
  one: { state: Check['state'] },
  other: { state: Check['state'] },
): number {
  return URGENCY[other.state] - URGENCY[one.state];
}
