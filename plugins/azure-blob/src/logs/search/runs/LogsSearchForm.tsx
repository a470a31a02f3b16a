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

import { FormEvent, ReactNode, RefObject } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../../../translation';
import { MAX_CHARACTERS } from '../LogSearchBar';
import { SearchFlags } from '../SearchFlags';
import styles from './LogsSearch.module.css';

/** Props of {@link LogsSearchForm}. */
export interface LogsSearchFormProps {
  draft: AzureBlobLogQuery;
  /** Where that is typed. */
  input: RefObject<HTMLInputElement>;
  onDraft(draft: AzureBlobLogQuery): void;
  /** Where to look. */
  children: ReactNode;
  isRunning: boolean;
  onStart(): void;
  onStop(): void;
}

/** What to look for, and where. */
export function LogsSearchForm(props: LogsSearchFormProps) {
  const { draft, onDraft, isRunning } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.q !== '') {
      props.onStart();
    }
  };
  return (
    <form className={styles.form} role="search" onSubmit={onSubmit}>
      <input
        ref={props.input}
        className={styles.input}
        type="text"
        spellCheck={false}
        autoComplete="off"
        maxLength={MAX_CHARACTERS}
        aria-label={t('logsSearch.label')}
        placeholder={t('logsSearch.label')}
        value={draft.q}
        onChange={event => onDraft({ ...draft, q: event.target.value })}
      />
      <SearchFlags
        query={draft}
        onChange={flags => onDraft({ ...draft, ...flags })}
      />
      {props.children}
      {isRunning ? (
        <Button size="small" variant="secondary" onPress={props.onStop}>
          {t('logsSearch.stop')}
        </Button>
      ) : (
        <Button
          size="small"
          variant="primary"
          type="submit"
          isDisabled={draft.q === ''}
        >
          {t('logsSearch.search')}
        </Button>
      )}
    </form>
  );
}
