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
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobLog,
  AzureBlobLogSection,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { useDownloads } from '../artifacts/downloads';
import { Why } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { CompareLogWith } from './compare';
import { LogDownload } from './LogDownload';
import { LogSource } from './source';
import { LogUrl, toLineParams, toQueryParams } from './useLogUrl';
import { LogViewer } from './viewer';
import { LogLineRange } from './viewer/LogLineRange';
import styles from './LogFolder.module.css';

/** Props of {@link LogPane}. */
export interface LogPaneProps {
  entityRef: string;
  location: string;
  /** The run that the log is of, where the location has runs. */
  run?: AzureBlobRun;
  /** The file of each run that is no log, below its folder. */
  manifest?: string;
  /** The path of the log. */
  open?: string;
  /** The same as the URL has it. */
  relative?: string;
  version?: string;
  source?: LogSource;
  log?: AzureBlobLog;
  /** The section of the log that the marked lines are in, or that is looked at. */
  section?: AzureBlobLogSection;
  url: LogUrl;
  /** Whether there is nothing to choose from. */
  isEmpty: boolean;
  /** Told the line that is looked at. */
  onSight(line: number): void;
  renderError(error: unknown, onRetry: () => void): ReactNode;
}

/** The log that is open, as the URL says. */
export function LogPane(props: LogPaneProps) {
  const { entityRef, location, run, manifest, open, relative } = props;
  const { version, source, log, section, url, isEmpty, renderError } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const downloads = useDownloads(entityRef, location);
  const { line, query } = url;
  const toUrl = (next: LogLineRange | undefined) => ({
    ...{ location, path: relative },
    ...toLineParams(next),
  });

  if (!source || open === undefined) {
    const empty = t(run ? 'logs.files.empty' : 'logs.files.emptyFolder');
    return (
      <div className={styles.hint}>
        <Text color="secondary">
          {isEmpty ? empty : t('logs.files.choose')}
        </Text>
        {isEmpty && <Why entityRef={entityRef} location={location} />}
      </div>
    );
  }
  const name = open.slice(open.lastIndexOf('/') + 1);
  return (
    <LogViewer
      key={source.key}
      source={source}
      line={line}
      startAt={run?.status === 'failed' ? 'error' : 'end'}
      hrefToLine={next => url.hrefWith(toUrl(next))}
      onLine={next =>
        // From hit to hit, going back is to lead to where one came from.
        url.update(toUrl(next), { replace: line !== undefined && !!query })
      }
      query={query}
      onQuery={next =>
        url.update(
          { ...toUrl(line), ...toQueryParams(next) },
          { replace: true },
        )
      }
      onDownloadLines={lines =>
        downloads.start({
          name: `${name} (${lines.from}-${lines.to})`,
          ...{ path: open, version },
          lines: { from: lines.from, to: lines.to },
        })
      }
      onSight={props.onSight}
      onVersion={next => url.update({ ...toUrl(line), version: next })}
      renderError={renderError}
      actions={
        <>
          <span title={t('logSteps.compare')}>
            <CompareLogWith
              {...{ entityRef, location, run, manifest }}
              path={open}
              onChosen={base =>
                url.update({ ...toUrl(undefined), compare: base })
              }
            />
          </span>
          <span title={t('logs.viewer.download')}>
            <LogDownload
              {...{ entityRef, location, version, log, section }}
              path={open}
              lines={line && { from: line.from, to: line.to }}
            />
          </span>
        </>
      }
    />
  );
}
