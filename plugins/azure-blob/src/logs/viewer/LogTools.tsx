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

import { memo, RefObject, useState } from 'react';
import {
  RiContractUpDownLine,
  RiExpandUpDownLine,
  RiFullscreenExitLine,
  RiFullscreenLine,
  RiKeyboardLine,
  RiMoreLine,
  RiPlayLine,
  RiSkipDownLine,
  RiSkipUpLine,
  RiTextWrap,
  RiTimeLine,
} from '@remixicon/react';
import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { LogTimeForm } from './formatTime';
import { JumpForm } from './JumpForm';
import { ToolButton, ToolToggle } from './ToolButton';
import styles from './LogViewer.module.css';

/** Props of {@link LogTools}. */
export interface LogToolsProps {
  jumpInput: RefObject<HTMLInputElement>;
  hasGroups: boolean;
  hasTimes: boolean;
  canFollow: boolean;
  timeForm: LogTimeForm;
  isWrapped: boolean;
  isFollowing: boolean;
  isFull: boolean;
  onJump(line: number): void;
  onStart(): void;
  onEnd(): void;
  onFoldAll(isFolded: boolean): void;
  onTime(): void;
  onWrap(isWrapped: boolean): void;
  onFollow(isFollowing: boolean): void;
  onFull(isFull: boolean): void;
  onHelp(): void;
}

function LogToolsContent(props: LogToolsProps) {
  const { isFull, timeForm, onFoldAll } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  // Where there is room they are in sight in any case.
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.tools}>
      <JumpForm inputRef={props.jumpInput} onJump={props.onJump} />
      <span className={styles.moreTools}>
        <ToolToggle
          label={t('logs.viewer.tools')}
          icon={<RiMoreLine />}
          isOn={isOpen}
          onChange={setOpen}
        />
      </span>
      <div className={styles.rarely} data-open={isOpen || undefined}>
        <ToolButton
          label={t('logs.viewer.toStart')}
          icon={<RiSkipUpLine />}
          onPress={props.onStart}
        />
        <ToolButton
          label={t('logs.viewer.toEnd')}
          icon={<RiSkipDownLine />}
          onPress={props.onEnd}
        />
        {props.hasGroups && (
          <>
            <ToolButton
              label={t('logs.viewer.foldAll')}
              icon={<RiContractUpDownLine />}
              onPress={() => onFoldAll(true)}
            />
            <ToolButton
              label={t('logs.viewer.unfoldAll')}
              icon={<RiExpandUpDownLine />}
              onPress={() => onFoldAll(false)}
            />
          </>
        )}
        {props.hasTimes && (
          <TooltipTrigger>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiTimeLine />}
              onPress={props.onTime}
            >
              {t(`logs.viewer.time.${timeForm}`)}
            </Button>
            <Tooltip>{t('logs.viewer.timeHint')}</Tooltip>
          </TooltipTrigger>
        )}
        <ToolToggle
          label={t('logs.viewer.wrap')}
          icon={<RiTextWrap />}
          isOn={props.isWrapped}
          onChange={props.onWrap}
        />
        {props.canFollow && (
          <ToolToggle
            label={t('logs.viewer.follow')}
            icon={<RiPlayLine />}
            isOn={props.isFollowing}
            onChange={props.onFollow}
          />
        )}
        <ToolButton
          label={t('logs.viewer.help')}
          icon={<RiKeyboardLine />}
          onPress={props.onHelp}
        />
      </div>
      <ToolButton
        label={
          isFull
            ? t('logs.viewer.leaveFullScreen')
            : t('logs.viewer.fullScreen')
        }
        icon={isFull ? <RiFullscreenExitLine /> : <RiFullscreenLine />}
        onPress={() => props.onFull(!isFull)}
      />
    </div>
  );
}

/** Ways through a log, and how it is shown. */
export const LogTools = memo(LogToolsContent);
