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

import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useNavigationType } from 'react-router-dom';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiCloseLine,
} from '@remixicon/react';
import { Button, ButtonIcon, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { ProblemLine, describeProblem } from '../../../diagnosis';
import { formatBytes, formatNumber } from '../../../common';
import { azureBlobTranslationRef } from '../../../translation';
import { NO_SEARCH, toQueryParams, useLogUrl } from '../../useLogUrl';
import { LogsSearchForm } from './LogsSearchForm';
import { LogsSearchResults } from './LogsSearchResults';
import { FolderScope, RunsScope } from './LogsSearchScope';
import { LogsSearchSince } from './LogsSearchSince';
import { LogsSearchSteps } from './LogsSearchSteps';
import { sortFound } from './sortFound';
import { useFold } from './useFold';
import { LogsSearchState, useLogsSearch } from './useLogsSearch';
import styles from './LogsSearch.module.css';

const MAX_RUNS = 50;

/** Props of {@link LogsSearch}. */
export interface LogsSearchProps {
  entityRef: string;
  location: string;
  /** The newest of the runs, where the URL does not say. */
  run?: string;
  /** Newest first, as far as they are known; absent where there are none. */
  runs?: AzureBlobRun[];
  /** The open folder, where the location has no runs. */
  folder?: string;
}

/**
 * Looks through all logs of a run, or of the last runs: since when is it
 * there? Or of a folder. What the URL asks for is looked for at once.
 */
export function LogsSearch(props: LogsSearchProps) {
  const { entityRef, location, runs, folder = '' } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useLogUrl();
  const search = useLogsSearch(entityRef, location);
  const [isAsked] = useState(url.query !== undefined);
  const [draft, setDraft] = useState(url.query ?? { q: '' });
  const run = url.get('until') ?? props.run;
  const count = readCount(url.get('runs'));
  const within = url.get('within') ?? folder;
  const path = url.get('path') ?? '';
  const { start, state } = search;

  const begin = (where: { runs?: string; within?: string }) => {
    const { q, regex, case: isCase, word } = draft;
    if (q !== '') {
      start({
        query: { q, regex, case: isCase, word },
        ...(runs
          ? { run, runs: readCount(where.runs) }
          : { path: where.within }),
      });
    }
  };
  const place = runs ? { runs: String(count) } : { within };
  const submit = (where = place) => {
    const until = runs ? run : undefined;
    const changes = { ...NO_SEARCH, ...where, until };
    url.update({ ...toQueryParams(draft), ...changes }, { replace: true });
    begin(where);
  };
  const [beginAtFirst] = useState(() => () => begin(place));
  useEffect(() => beginAtFirst(), [beginAtFirst]);

  const input = useRef<HTMLInputElement>(null);
  // A link to results leaves the focus where it is.
  const isOpened = useNavigationType() === 'PUSH';
  const [takesFocus] = useState(isOpened || !isAsked);
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) {
      input.current?.focus();
    }
  }, [takesFocus]);

  const close = () =>
    url.update({
      ...NO_SEARCH,
      // Where no log was chosen, the query alone would look for one.
      ...(path === '' && toQueryParams(undefined)),
    });

  const order = useMemo(() => orderRuns(runs, search), [runs, search]);
  const found = useMemo(
    () => sortFound(search.found, order),
    [search.found, order],
  );
  const open = runs ? `${url.get('run')}/${path}` : path;
  const isUnderWay = state === 'running' || (state === 'idle' && isAsked);
  const isFolded =
    url.get('results') === 'folded' && (found.length > 0 || isUnderWay);
  const resultsId = useId();
  const { panel, toggle } = useFold(isFolded);

  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={t('logsSearch.title')}
    >
      <div className={styles.head}>
        <Text as="h3" weight="bold">
          {t('logsSearch.title')}
        </Text>
        {isFolded ? (
          <LogsSearchSteps search={search} found={found} open={open} />
        ) : (
          <LogsSearchForm
            draft={draft}
            input={input}
            onDraft={setDraft}
            isRunning={state === 'running'}
            onStart={() => submit()}
            onStop={search.stop}
          >
            {runs ? (
              <RunsScope
                runs={count}
                onChange={next => submit({ runs: next })}
              />
            ) : (
              <FolderScope
                within={within}
                open={folder}
                onChange={next => submit({ within: next })}
              />
            )}
          </LogsSearchForm>
        )}
        {(isFolded || found.length > 0) && (
          <Button
            ref={toggle}
            size="small"
            variant="tertiary"
            iconEnd={isFolded ? <RiArrowDownSLine /> : <RiArrowUpSLine />}
            aria-expanded={!isFolded}
            aria-controls={resultsId}
            onPress={() =>
              url.update(
                { results: isFolded ? undefined : 'folded' },
                { replace: true },
              )
            }
          >
            {t('logsSearch.results')}
          </Button>
        )}
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('logsSearch.close')}
          onPress={close}
        />
      </div>
      {state === 'failed' && <Problem error={search.error} />}
      <div id={resultsId} hidden={isFolded}>
        {state === 'idle' ? (
          <Text as="p" color="secondary" className={styles.words}>
            {t('logsSearch.prompt')}
          </Text>
        ) : (
          <>
            <LogsSearchSince search={search} runs={runs} order={order} />
            <Progress search={search} hasRuns={runs !== undefined} />
            <LogsSearchResults {...{ search, found, open, runs }} />
          </>
        )}
      </div>
    </section>
  );
}

function Progress(props: { search: LogsSearchState; hasRuns: boolean }) {
  const { logs, runs, readBytes, state, isComplete } = props.search;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (state === 'failed' && logs === 0) {
    return null;
  }
  const facts = {
    logs: formatNumber(logs),
    runs: formatNumber(runs),
    size: formatBytes(readBytes),
  };
  return (
    <Text
      as="p"
      variant="body-small"
      color="secondary"
      className={styles.words}
    >
      {props.hasRuns
        ? t('logsSearch.progress', { ...facts, count: runs })
        : t('logsSearch.progressFolder', facts)}
      {state === 'stopped' && ` ${t('logsSearch.stoppedHere')}`}
      {state === 'done' &&
        !isComplete &&
        ` ${t(
          props.hasRuns
            ? 'logsSearch.incomplete'
            : 'logsSearch.incompleteFolder',
        )}`}
    </Text>
  );
}

function Problem({ error }: { error: unknown }) {
  const { code, message } = describeProblem(error);
  return code === 'InvalidRequest' && message ? (
    <p role="alert" className={`${styles.words} ${styles.problem}`}>
      {message}
    </p>
  ) : (
    <div className={styles.words}>
      <ProblemLine error={error} isAdviceShown />
    </div>
  );
}

/** The ids of the runs that were looked through, newest first. */
function orderRuns(
  runs: AzureBlobRun[] = [],
  { request, found, ...search }: LogsSearchState,
): string[] {
  const first = runs.findIndex(({ id }) => id === request?.run);
  if (first < 0) {
    return [...new Set(found.flatMap(({ run }) => run ?? []))];
  }
  return runs.slice(first, first + search.runs).map(({ id }) => id);
}

function readCount(text: string | undefined): number {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, MAX_RUNS) : 1;
}
