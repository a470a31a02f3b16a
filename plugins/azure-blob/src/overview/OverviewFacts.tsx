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

import { ReactNode } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobOverview,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { DisplayName } from '../artifacts/names';
import { formatBytes, formatNumber, RelativeTime } from '../common';
import { RunRetention } from '../runs/RunRetention';
import { RunStatus } from '../runs/RunStatus';
import { runTime } from '../runs/runTitle';
import { azureBlobTranslationRef } from '../translation';
import { RunLink } from './RunLink';
import styles from './OverviewCard.module.css';

/** Props of {@link OverviewFacts}. */
export interface OverviewFactsProps {
  overview: AzureBlobOverview;
  /** Of the Artifacts tab. */
  tabPath: string;
}

/** The latest runs, and who has been downloading from them. */
export function OverviewFacts({ overview, tabPath }: OverviewFactsProps) {
  const { location, latest, latestSuccessful, downloads } = overview;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const branch = latestSuccessful?.branch;
  return (
    <dl className={styles.facts}>
      {latest && (
        <Fact label={t('overview.latest')}>
          <RunLine {...{ tabPath, location }} run={latest} isStatusShown />
          <RunRetention retention={latest.retention} />
        </Fact>
      )}
      {latest && (
        <Fact
          label={
            branch
              ? t('overview.successfulOn', { branch })
              : t('overview.successful')
          }
        >
          {latestSuccessful ? (
            <RunLine {...{ tabPath, location }} run={latestSuccessful} />
          ) : (
            t('overview.noSuccessful')
          )}
        </Fact>
      )}
      <Fact label={t('overview.downloads')}>
        {downloads.lastWeek > 0
          ? formatNumber(downloads.lastWeek)
          : t('overview.noDownloads')}
        {downloads.recent.length > 0 && (
          <ul className={styles.recent} aria-label={t('overview.recent')}>
            {downloads.recent.map(({ at, by, path }, index) => (
              <li key={index}>
                <EntityRefLink entityRef={by} disableTooltip />
                <span className={styles.path} title={path}>
                  <DisplayName
                    name={path.slice(
                      path.lastIndexOf('/', path.length - 2) + 1,
                    )}
                  />
                </span>
                <RelativeTime time={at} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function RunLine(props: {
  tabPath: string;
  location: string;
  run: AzureBlobRun;
  isStatusShown?: boolean;
}) {
  const { run, isStatusShown, ...link } = props;
  const time = runTime(run);
  return (
    <span className={styles.run}>
      <RunLink {...link} run={run} />
      {isStatusShown && <RunStatus status={run.status} />}
      {run.size !== undefined && <span>{formatBytes(run.size)}</span>}
      {time && <RelativeTime time={time} />}
    </span>
  );
}
