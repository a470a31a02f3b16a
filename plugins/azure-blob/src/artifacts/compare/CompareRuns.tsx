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

import {
  RiArrowLeftLine,
  RiArrowLeftRightLine,
  RiCheckLine,
  RiFileForbidLine,
} from '@remixicon/react';
import { Alert, ButtonLink, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobAccess,
  AzureBlobComparison,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobErrorPanel } from '../../access';
import {
  formatBytes,
  formatNumber,
  Notice,
  SkeletonRows,
  useUrlState,
} from '../../common';
import { describeProblem } from '../../diagnosis';
import { NOTHING_OPEN, RunsState, runTitle, useRun } from '../../runs';
import { azureBlobTranslationRef } from '../../translation';
import { DownloadsTray } from '../downloads';
import { ComparisonFilter, readChange } from './ComparisonFilter';
import { CompareWith } from './CompareWith';
import { DifferenceList } from './DifferenceList';
import { FileDiff } from './FileDiff';
import { toScopePath } from './toScopePath';
import { useComparison } from './useComparison';
import styles from './CompareRuns.module.css';

/** Props of {@link CompareRuns}. */
export interface CompareRunsProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  /** The id of the run to compare with. */
  base: string;
  head: AzureBlobRun;
  runs: RunsState;
}

/** What differs between two runs, and the lines that do in one of the files. */
export function CompareRuns(props: CompareRunsProps) {
  const { access, entityRef, location, base, head, runs } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useUrlState();
  const scope = { entityRef, location };
  const comparison = useComparison({ ...scope, base, head: head.id });
  const listed = runs.items?.find(run => run.id === base);
  const details = useRun(entityRef, location, listed ? undefined : base);
  const baseRun = listed ?? details.value ?? { id: base, status: 'unknown' };
  const { items, totals, error } = comparison;
  const change = readChange(url.get);
  const file = url.get('file');
  const opened = items?.find(
    difference => toScopePath(difference, base, head.id) === file,
  );
  const isGone =
    error !== undefined && describeProblem(error).code === 'RunNotFound';

  return (
    <section className={styles.compare} aria-labelledby="azure-blob-compare">
      <div className={styles.bar}>
        <Text
          as="h3"
          id="azure-blob-compare"
          variant="body-large"
          weight="bold"
          style={{ margin: 0 }}
        >
          <bdi>
            {t('runs.compare.title', {
              base: runTitle(baseRun),
              head: runTitle(head),
            })}
          </bdi>
        </Text>
        <span className={styles.actions}>
          <ButtonLink
            variant="secondary"
            iconStart={<RiArrowLeftRightLine />}
            href={url.hrefWith({
              ...NOTHING_OPEN,
              run: base,
              compare: head.id,
            })}
          >
            {t('runs.compare.swap')}
          </ButtonLink>
          <ButtonLink
            variant="secondary"
            iconStart={<RiArrowLeftLine />}
            href={url.hrefWith(NOTHING_OPEN)}
          >
            {t('runs.compare.back', { run: runTitle(head) })}
          </ButtonLink>
        </span>
      </div>
      {isGone && (
        <Notice
          icon={<RiFileForbidLine />}
          title={t('runs.compare.goneTitle')}
          actions={<CompareWith {...scope} run={head} />}
        >
          <Text as="p" style={{ margin: 0 }}>
            {t('runs.compare.goneAdvice')}
          </Text>
        </Notice>
      )}
      {error !== undefined && !isGone && !items && (
        <AzureBlobErrorPanel
          {...scope}
          error={error}
          access={access}
          content="artifacts"
          onRetry={comparison.retry}
        />
      )}
      {!items && error === undefined && (
        <div aria-busy>
          <Text role="status" color="secondary">
            {t('runs.compare.loading')}
          </Text>
          <SkeletonRows height={40} />
        </div>
      )}
      {items && !comparison.isComplete && (
        <Alert status="warning" title={t('runs.compare.incomplete')} />
      )}
      {items?.length === 0 && !comparison.hasMore ? (
        <Identical totals={totals} />
      ) : (
        items && (
          <>
            <ComparisonFilter totals={totals} url={url} />
            <DifferenceList
              comparison={comparison}
              change={change}
              selected={opened?.path}
              isShort={opened !== undefined}
              onSelect={difference =>
                url.update({ file: toScopePath(difference, base, head.id) })
              }
            />
          </>
        )
      )}
      {opened && (
        <FileDiff
          key={opened.path}
          {...scope}
          base={baseRun}
          head={head}
          difference={opened}
        />
      )}
      <DownloadsTray />
    </section>
  );
}

function Identical({ totals }: Pick<AzureBlobComparison, 'totals'>) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Notice icon={<RiCheckLine />} title={t('runs.compare.identical')}>
      {totals && (
        <Text as="p" style={{ margin: 0 }}>
          {t('runs.compare.identicalHint', {
            count: totals.unchanged,
            number: formatNumber(totals.unchanged),
            size: formatBytes(totals.headSize),
          })}
        </Text>
      )}
    </Notice>
  );
}
