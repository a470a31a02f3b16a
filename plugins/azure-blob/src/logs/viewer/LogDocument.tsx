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

import { ReactNode, useRef, useState } from 'react';
import { Box, Text, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UNSAFE_PortalProvider as PortalProvider } from 'react-aria';
import { FrontNotice } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LinkDialog } from './LinkDialog';
import { LogHead } from './LogHead';
import { LogHelp } from './LogHelp';
import { LogLineRange } from './LogLineRange';
import { LogLinesView } from './LogLinesView';
import { LogMinimap } from './LogMinimap';
import { LogNotices } from './LogNotices';
import { LogProgress } from './LogProgress';
import { LogSelectionBar } from './LogSelectionBar';
import { LogTools } from './LogTools';
import { LogViewerProps } from './LogViewerProps';
import { LongLineDialog } from './LongLineDialog';
import { NewLinesButton } from './NewLinesButton';
import { SearchBar } from './SearchBar';
import { useLogCommands } from './useLogCommands';
import { OpenLog, useLogView } from './useLogView';
import styles from './LogViewer.module.css';

/** Props of {@link LogDocument}. */
export interface LogDocumentProps
  extends OpenLog,
    Pick<
      LogViewerProps,
      'hrefToLine' | 'onDownloadLines' | 'onVersion' | 'actions'
    > {
  onLine(line: LogLineRange | undefined): void;
  onQuery(query: LogViewerProps['query']): void;
  onReload(): void;
  renderError(error: unknown, onRetry: () => void): ReactNode;
}

const NOTHING: readonly number[] = [];

/** One log, with everything to find one's way in it. */
export function LogDocument(props: LogDocumentProps) {
  const { source, log, line, query, hrefToLine } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const element = useRef<HTMLDivElement>(null);
  const [notice, setNotice] = useState('');
  const view = useLogView(props);
  const commands = useLogCommands({ ...props, element, view, setNotice });
  const { lines, folds, live, rowMap, scroll, settings, search } = view;
  const { dialogs, full } = commands;
  const isEmpty = lines.count === 0;

  return (
    <PortalProvider getContainer={full.getContainer}>
      <Box
        ref={element}
        bg="neutral"
        className={styles.viewer}
        data-log-viewer=""
        data-full={full.isFull || undefined}
      >
        <div className={styles.controls}>
          <LogHead
            log={log}
            lines={lines.count}
            isEstimated={lines.isEstimated}
            live={live.state}
            notice={notice}
            actions={props.actions}
            onNextError={commands.nextError}
            onPreviousError={commands.previousError}
          />
          <div className={styles.toolbar}>
            {source.search && (
              <SearchBar
                search={search}
                query={query}
                current={view.searchFrom}
                inputRef={commands.searchInput}
                onQuery={commands.setQuery}
                onGo={view.goTo}
                onLeave={commands.focusLines}
              />
            )}
            <LogTools
              jumpInput={commands.jumpInput}
              hasGroups={folds.groups.count > 0}
              hasTimes={log.index.startedAt !== undefined}
              canFollow={log.isGrowing && source.tail !== undefined}
              timeForm={settings.timeForm}
              isWrapped={settings.isWrapped}
              isFollowing={view.follow.isFollowing}
              isFull={full.isFull}
              onJump={commands.jump}
              onStart={commands.goToStart}
              onEnd={commands.goToEnd}
              onFoldAll={folds.foldAll}
              onTime={commands.cycleTime}
              onWrap={commands.setWrapped}
              onFollow={commands.setFollowing}
              onFull={full.setFull}
              onHelp={commands.openHelp}
            />
          </div>
        </div>
        <LogProgress log={log} />
        <VisuallyHidden role="status">{view.announcement}</VisuallyHidden>
        <LogNotices
          log={log}
          live={live}
          error={lines.error}
          onRetry={lines.retry}
          onReload={props.onReload}
          onVersion={props.onVersion}
          renderError={props.renderError}
        />
        {isEmpty ? (
          <Text as="p" className={styles.empty}>
            {log.index.state === 'ready'
              ? t('logs.viewer.empty')
              : t('logs.viewer.unpacking')}
          </Text>
        ) : (
          <div className={styles.document}>
            <LogLinesView
              label={t('logs.viewer.label', { name: log.name })}
              scroll={scroll}
              body={view.body}
              rowMap={rowMap}
              lines={lines.count}
              isEstimated={lines.isEstimated}
              isWrapped={settings.isWrapped}
              isFiltered={view.isFiltered}
              isStuck={Boolean(lines.error)}
              timeForm={settings.timeForm}
              start={view.start}
              marked={line}
              current={view.current}
              groups={folds.groups}
              errors={folds.errors}
              warnings={folds.warnings}
              getRow={folds.isPending ? getNothing : view.getRow}
              rangesOf={search.rangesOf}
              hrefToLine={hrefToLine}
              onClick={commands.onClick}
              onKeyDown={commands.onKeyDown}
            />
            <LogMinimap
              scroll={scroll}
              rowMap={rowMap}
              errors={view.isFiltered ? NOTHING : folds.errors}
              warnings={view.isFiltered ? NOTHING : folds.warnings}
              hits={view.hitLines}
              onMove={commands.moveTo}
            />
            {view.isFiltered && rowMap.rows === 0 && (
              <Text as="p" color="secondary" className={styles.nothing}>
                {search.state === 'running'
                  ? t('logs.viewer.filtering')
                  : t('logs.viewer.nothingFound')}
              </Text>
            )}
            <NewLinesButton
              count={view.follow.newLines}
              onPress={commands.goToEnd}
            />
            {line && (
              <LogSelectionBar
                range={line}
                byte={line.byte ?? lines.getRow(line.from)?.offset}
                hrefToLine={hrefToLine}
                onCopy={commands.copyLines}
                onDownload={
                  source.readText || props.onDownloadLines
                    ? commands.download
                    : undefined
                }
                onClear={commands.clear}
              />
            )}
          </div>
        )}
        {full.isFull && <FrontNotice />}
        <LogHelp
          isOpen={dialogs.isHelpOpen}
          onOpenChange={dialogs.setHelpOpen}
        />
        <LinkDialog
          href={dialogs.link}
          onClose={() => dialogs.setLink(undefined)}
        />
        <LongLineDialog
          source={source}
          log={log}
          line={dialogs.longLine}
          onClose={() => dialogs.setLongLine(undefined)}
        />
      </Box>
    </PortalProvider>
  );
}

function getNothing() {
  return undefined;
}
