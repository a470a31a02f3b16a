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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { KeysDialog } from '../../common';
import { azureBlobTranslationRef } from '../../translation';

/** Props of {@link LogHelp}. */
export interface LogHelpProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** The keys of a log. */
export function LogHelp(props: LogHelpProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <KeysDialog
      {...props}
      title={t('logs.viewer.keysTitle')}
      keys={[
        { keys: ['/', 'Ctrl+F'], label: t('logs.viewer.key.search') },
        { keys: ['n', 'N'], label: t('logs.viewer.key.hits') },
        { keys: ['e', 'E'], label: t('logs.viewer.key.errors') },
        { keys: ['g'], label: t('logs.viewer.key.line') },
        { keys: ['Home', 'End', 'G'], label: t('logs.viewer.key.ends') },
        { keys: ['f'], label: t('logs.viewer.key.follow') },
        { keys: ['w'], label: t('logs.viewer.key.wrap') },
        { keys: ['t'], label: t('logs.viewer.key.time') },
        { keys: ['←', '→'], label: t('logs.viewer.key.fold') },
        { keys: ['Ctrl+A', 'Ctrl+C'], label: t('logs.viewer.key.copy') },
        { keys: ['Esc'], label: t('logs.viewer.key.leave') },
      ]}
    />
  );
}
