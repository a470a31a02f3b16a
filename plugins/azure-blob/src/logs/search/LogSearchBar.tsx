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

import { KeyboardEvent, ReactNode, RefObject, useId } from 'react';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiCloseLine,
  RiFilterLine,
  RiSearchLine,
} from '@remixicon/react';
import {
  Button,
  ButtonIcon,
  ToggleButton,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import { describeProblem, useExplainProblem } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import { LogSearchCount } from './LogSearchCount';
import { useGoToHit } from './useGoToHit';
import { SearchFlags } from './SearchFlags';
import { LogSearchStatus } from './useLogSearch';
import { useSearchDraft } from './useSearchDraft';
import styles from './LogSearchBar.module.css';

/** Props of {@link LogSearchBar}. */
export interface LogSearchBarProps {
  search: LogSearchStatus;
  query: AzureBlobLogQuery | undefined;
  /** With `undefined` where nothing is looked for any more. */
  onQuery(query: AzureBlobLogQuery | undefined): void;
  inputRef: RefObject<HTMLInputElement>;
  /** The line to go on from: the marked one, or the first in sight. */
  current: number | undefined;
  onGo(line: number): void;
  /** Whether only lines in which something was found are shown. */
  filter: boolean;
  onFilter(filter: boolean): void;
  /** Called on Escape in the field: the lines get the focus back. */
  onLeave?(): void;
  /** Stands at the end. */
  children?: ReactNode;
}

/** The most characters that can be looked for. */
export const MAX_CHARACTERS = 512;

/** What to look for in a log, and the ways through what was found. */
export function LogSearchBar(props: LogSearchBarProps) {
  const { search, query, onQuery, current, onGo, filter, onFilter } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const problemId = useId();
  const { draft, type, change } = useSearchDraft(query, onQuery);
  const go = useGoToHit(search, current, onGo);
  const isIdle = search.state === 'idle';
  const isStuck = search.count === 0;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      change({ q: '' });
      props.onLeave?.();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (draft.q !== (query?.q ?? '')) {
        go.expect();
        change({});
      } else if (event.shiftKey) {
        go.previous();
      } else {
        go.next();
      }
    }
  };

  return (
    <div className={styles.bar} role="search" aria-label={t('logSearch.label')}>
      <div className={styles.field}>
        <RiSearchLine size={16} aria-hidden />
        <input
          ref={props.inputRef}
          className={styles.input}
          type="text"
          spellCheck={false}
          autoComplete="off"
          maxLength={MAX_CHARACTERS}
          aria-label={t('logSearch.label')}
          aria-invalid={search.state === 'failed' || undefined}
          aria-describedby={problemId}
          placeholder={t('logSearch.placeholder')}
          value={draft.q}
          onChange={event => {
            go.expect();
            type(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <SearchFlags
        query={draft}
        onChange={flags => {
          go.expect();
          change(flags);
        }}
      />
      {!isIdle && (
        <>
          <LogSearchCount search={search} current={current} />
          <BarButton
            label={t('logSearch.previous')}
            icon={<RiArrowUpLine />}
            isDisabled={isStuck}
            onPress={go.previous}
          />
          <BarButton
            label={t('logSearch.next')}
            icon={<RiArrowDownLine />}
            isDisabled={isStuck}
            onPress={go.next}
          />
          <TooltipTrigger>
            <ToggleButton
              size="small"
              className={styles.flag}
              iconStart={<RiFilterLine />}
              aria-label={t('logSearch.filter')}
              isSelected={filter}
              onChange={onFilter}
            />
            <Tooltip>{t('logSearch.filter')}</Tooltip>
          </TooltipTrigger>
          {search.state === 'running' && (
            <BarButton
              label={t('logSearch.stop')}
              icon={<RiCloseLine />}
              onPress={search.cancel}
            />
          )}
          {search.isStale && (
            <Button size="small" variant="secondary" onPress={search.again}>
              {t('logSearch.again')}
            </Button>
          )}
        </>
      )}
      {props.children}
      <SearchProblem id={problemId} search={search} />
    </div>
  );
}

function SearchProblem(props: { id: string; search: LogSearchStatus }) {
  const { id, search } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const explain = useExplainProblem();
  if (search.state !== 'failed') {
    return <span id={id} hidden />;
  }
  const problem = describeProblem(search.error);
  let words: string | undefined;
  if (problem.code === 'BlobChanged') {
    words = t('logSearch.replaced');
  } else if (problem.code === 'InvalidRequest') {
    words = problem.message;
  }
  return (
    <p id={id} role="alert" className={styles.problem}>
      {words ?? `${explain(problem).title} (${problem.code})`}
    </p>
  );
}

function BarButton(props: {
  label: string;
  icon: JSX.Element;
  isDisabled?: boolean;
  onPress(): void;
}) {
  const { label, icon, isDisabled, onPress } = props;
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={icon}
        aria-label={label}
        isDisabled={isDisabled}
        onPress={onPress}
      />
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}
