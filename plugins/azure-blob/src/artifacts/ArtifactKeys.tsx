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

import { useState } from 'react';
import { RiKeyboardLine } from '@remixicon/react';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { KeysDialog, useKey } from '../common';
import { azureBlobTranslationRef } from '../translation';

/** The button, and the key `?`, that show the keys of the Artifacts tab. */
export function ArtifactKeys() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isOpen, setOpen] = useState(false);
  useKey('?', () => setOpen(true));

  return (
    <>
      <TooltipTrigger>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiKeyboardLine />}
          aria-label={t('files.keys.show')}
          onPress={() => setOpen(true)}
        />
        <Tooltip>{t('files.keys.show')}</Tooltip>
      </TooltipTrigger>
      <KeysDialog
        title={t('files.keys.title')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        keys={[
          { keys: ['↑', '↓'], label: t('files.keys.move') },
          { keys: ['Enter'], label: t('files.keys.open') },
          { keys: ['Backspace'], label: t('files.keys.up') },
          { keys: ['/'], label: t('files.keys.filter') },
          { keys: ['Space'], label: t('files.keys.select') },
          { keys: ['Shift ↑', 'Shift ↓'], label: t('files.keys.range') },
          { keys: ['Ctrl A'], label: t('files.keys.all') },
          { keys: ['Shift F10'], label: t('files.keys.menu') },
          { keys: ['j', 'k'], label: t('files.keys.walk') },
          { keys: ['Esc'], label: t('files.keys.close') },
          { keys: ['?'], label: t('files.keys.show') },
        ]}
      />
    </>
  );
}
