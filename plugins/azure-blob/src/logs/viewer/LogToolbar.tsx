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

import { ReactNode, RefObject } from 'react';
import {
  RiCloseLine,
  RiLinkM,
  RiSkipDownLine,
  RiSkipUpLine,
} from '@remixicon/react';
import { ButtonIcon, Text, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { formatBytes, formatNumber, useCopy } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { JumpForm } from './JumpForm';
import styles from './LogViewer.module.css';

/** Props of {@link LogToolbar}. */
export interface LogToolbarProps {
  log: AzureBlobLog;
  line?: number;
  jumpInput: RefObject<HTMLInputElement>;
  notice: string;
  actions?: ReactNode;
  hrefToLine(line: number): string;
  onJump(line: number): void;
  onClearLine(): void;
  onStart(): void;
  onEnd(): void;
}

/** What log this is, and ways through it. */
export function LogToolbar(props: LogToolbarProps) {
  const { log, line, hrefToLine } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copy = useCopy();
  const facts = [
    formatBytes(log.size),
    log.index.state === 'ready' &&
      t('logs.viewer.lines', {
        count: log.index.lines,
        formatted: formatNumber(log.index.lines),
      }),
  ];
  const copyLink = (target: number) =>
    copy(
      new URL(hrefToLine(target), window.location.href).href,
      t('logs.viewer.linkCopied'),
    );

  return (
    <div className={styles.toolbar}>
      <div className={styles.title}>
        <Text as="h3" weight="bold" truncate title={log.name}>
          {log.name}
        </Text>
        <Text color="secondary" className={styles.facts}>
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Text color="secondary" variant="body-small" role="status">
        {props.notice}
      </Text>
      {line !== undefined && (
        <>
          <ToolbarButton
            label={t('logs.viewer.copyLink', { line: formatNumber(line) })}
            icon={<RiLinkM />}
            onPress={() => copyLink(line)}
          />
          <ToolbarButton
            label={t('logs.viewer.clearLine')}
            icon={<RiCloseLine />}
            onPress={props.onClearLine}
          />
        </>
      )}
      <JumpForm inputRef={props.jumpInput} onJump={props.onJump} />
      <ToolbarButton
        label={t('logs.viewer.toStart')}
        icon={<RiSkipUpLine />}
        onPress={props.onStart}
      />
      <ToolbarButton
        label={t('logs.viewer.toEnd')}
        icon={<RiSkipDownLine />}
        onPress={props.onEnd}
      />
      {props.actions}
    </div>
  );
}

function ToolbarButton(props: {
  label: string;
  icon: JSX.Element;
  onPress(): void;
}) {
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={props.icon}
        aria-label={props.label}
        onPress={props.onPress}
      />
      <Tooltip>{props.label}</Tooltip>
    </TooltipTrigger>
  );
}
