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

import { useEffect, useRef, useState } from 'react';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';

const TYPING_MS = 250;
const EMPTY: AzureBlobLogQuery = { q: '' };

/** What is being typed, before it is looked for. */
export interface SearchDraft {
  draft: AzureBlobLogQuery;
  /** Looks for it once the typing pauses. */
  type(q: string): void;
  /** Looks for it at once. */
  change(change: Partial<AzureBlobLogQuery>): void;
}

/** Holds what is typed until the typing pauses. */
export function useSearchDraft(
  query: AzureBlobLogQuery | undefined,
  onQuery: (query: AzureBlobLogQuery | undefined) => void,
): SearchDraft {
  const [draft, setDraft] = useState(query ?? EMPTY);
  const asked = useRef(toKey(query));
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const key = toKey(query);

  // It may have been changed from elsewhere, such as by going back.
  useEffect(() => {
    if (key !== asked.current) {
      asked.current = key;
      clearTimeout(timer.current);
      setDraft(current => query ?? { ...current, q: '' });
    }
  }, [key, query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (next: AzureBlobLogQuery) => {
    clearTimeout(timer.current);
    const wanted = next.q === '' ? undefined : next;
    if (toKey(wanted) !== asked.current) {
      asked.current = toKey(wanted);
      onQuery(wanted);
    }
  };
  return {
    draft,
    type: q => {
      const next = { ...draft, q };
      setDraft(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => ask(next), TYPING_MS);
    },
    change: change => {
      const next = { ...draft, ...change };
      setDraft(next);
      ask(next);
    },
  };
}

function toKey(query: AzureBlobLogQuery | undefined): string {
  const { q, regex, case: isCase, word } = query ?? EMPTY;
  const flags = [regex, isCase, word].map(Boolean);
  return q === '' ? '' : JSON.stringify([q, ...flags]);
}
