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

import { ReactNode, useEffect } from 'react';
import { Link, Skeleton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes, RelativeTime } from '../common';
import { describeProblem, ProblemCode } from '../diagnosis';
import { useTabPath } from '../links';
import { RunStatus } from '../runs/RunStatus';
import { runTime } from '../runs/runTitle';
import { azureBlobTranslationRef } from '../translation';
import { OwnEntity } from './listOwn';
import { OverviewProblem } from './OverviewProblem';
import { RunLink } from './RunLink';
import { useOverview } from './useOverview';
import styles from './OwnTable.module.css';

/** What a sign-in helps with, and then in all rows. */
const ASKING: ProblemCode[] = [
  'AssertionMissing',
  'TokenExpired',
  'InteractionRequired',
];

/** Props of {@link OwnRow}. */
export interface OwnRowProps {
  entity: OwnEntity;
  /** Called where the row waits for a sign-in. */
  onAsking(entityRef: string, error: unknown): void;
}

/** One entity with its latest runs. */
export function OwnRow({ entity, onAsking }: OwnRowProps) {
  const { entityRef, title } = entity;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const tabPath = useTabPath()(entityRef, 'artifacts');
  const { value, error, retry } = useOverview(entityRef);
  const isAsking =
    error !== undefined && ASKING.includes(describeProblem(error).code);

  useEffect(() => {
    if (isAsking) {
      onAsking(entityRef, error);
    }
  }, [isAsking, entityRef, error, onAsking]);

  const { access, location, overview } = value ?? {};
  const run = overview?.latest;
  const successful = overview?.latestSuccessful;
  const time = run && runTime(run);
  return (
    <tr aria-busy={!value && error === undefined}>
      <th scope="row">
        <Link href={tabPath}>
          <bdi>{title}</bdi>
        </Link>
      </th>
      {location && run ? (
        <>
          <Cell label={t('overview.latest')}>
            <RunLink tabPath={tabPath} location={location.id} run={run} />
            <RunStatus status={run.status} />
          </Cell>
          <Cell label={t('overview.successful')}>
            {successful ? (
              <>
                <RunLink
                  tabPath={tabPath}
                  location={location.id}
                  run={successful}
                />
                <bdi className={styles.branch}>{successful.branch}</bdi>
              </>
            ) : (
              t('overview.noSuccessful')
            )}
          </Cell>
          <Cell label={t('overview.own.size')} isNumber>
            {run.size === undefined ? '-' : formatBytes(run.size)}
          </Cell>
          <Cell label={t('overview.own.when')}>
            {time ? <RelativeTime time={time} /> : '-'}
          </Cell>
        </>
      ) : (
        <td colSpan={4}>
          {!value && error === undefined && (
            <Skeleton width="70%" height={20} />
          )}
          {isAsking && <span className={styles.none}>-</span>}
          {error !== undefined && !isAsking && (
            <OverviewProblem isBrief error={error} onRetry={retry} />
          )}
          {value && (
            <span className={styles.none}>
              {access?.allowed === false && t('overview.denied')}
              {access?.allowed && !location && t('overview.nothing')}
              {location &&
                (location.hasRuns
                  ? t('overview.empty.title')
                  : t('overview.noRuns'))}
            </span>
          )}
        </td>
      )}
    </tr>
  );
}

function Cell(props: {
  label: string;
  isNumber?: boolean;
  children: ReactNode;
}) {
  const { label, isNumber, children } = props;
  return (
    <td data-label={label} className={isNumber ? styles.size : undefined}>
      <span className={styles.cell}>{children}</span>
    </td>
  );
}
