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

import { RiDownload2Line } from '@remixicon/react';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobLog,
  AzureBlobLogSection,
} from 'backstage-plugin-azure-blob-common';
import { useDownloads } from '../artifacts/downloads';
import { toVisible } from '../artifacts/names';
import { formatBytes, formatNumber } from '../common';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link LogDownload}. */
export interface LogDownloadProps {
  entityRef: string;
  location: string;
  path: string;
  version?: string;
  log?: AzureBlobLog;
  /** The section of the log that the marked lines are in, or that is looked at. */
  section?: AzureBlobLogSection;
  /** The marked lines. */
  lines?: { from: number; to: number };
}

/** Downloads a log as it is stored, or some of its lines. */
export function LogDownload(props: LogDownloadProps) {
  const { entityRef, location, path, version, log, section, lines } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const downloads = useDownloads(entityRef, location);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const start = (part?: { from: number; to: number }) =>
    downloads.start({
      name: part ? `${name} (${part.from}-${part.to})` : name,
      ...{ path, version, lines: part },
    });

  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownload2Line />}
        aria-label={t('files.actions.download', { name: toVisible(name) })}
        isPending={downloads.isPending(path)}
      >
        {t('logs.viewer.download')}
      </Button>
      <Menu placement="bottom end">
        <MenuItem id="whole" onAction={() => start()}>
          {log
            ? t('logSteps.whole', { size: formatBytes(log.size) })
            : t('logSteps.wholeLog')}
        </MenuItem>
        {section && (
          <MenuItem
            id="step"
            onAction={() => start({ from: section.line, to: section.lastLine })}
          >
            {t('logSteps.step', {
              title: toVisible(section.title).slice(0, 60),
            })}
          </MenuItem>
        )}
        {lines && (
          <MenuItem id="lines" onAction={() => start(lines)}>
            {t('logSteps.lines', {
              lines:
                lines.from === lines.to
                  ? formatNumber(lines.from)
                  : `${formatNumber(lines.from)}–${formatNumber(lines.to)}`,
            })}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}
