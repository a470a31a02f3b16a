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
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import styles from './LogViewer.module.css';

/** Props of {@link LinkDialog}. */
export interface LinkDialogProps {
  /** The target; nothing is asked without one. */
  href: string | undefined;
  onClose(): void;
}

/** Asks before a link that stands in a log is followed. */
export function LinkDialog({ href, onClose }: LinkDialogProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Dialog
      isOpen={href !== undefined}
      onOpenChange={isOpen => !isOpen && onClose()}
      width="min(32rem, calc(100vw - 2rem))"
    >
      <DialogHeader>{t('logs.viewer.link.title')}</DialogHeader>
      <DialogBody>
        <Text as="p" style={{ marginBlockStart: 0 }}>
          {t('logs.viewer.link.description')}
        </Text>
        <code className={styles.target}>{href}</code>
      </DialogBody>
      <DialogFooter>
        <ButtonLink
          variant="primary"
          href={href ?? ''}
          target="_blank"
          rel="noopener noreferrer nofollow"
          onPress={onClose}
        >
          {t('logs.viewer.link.open')}
        </ButtonLink>
        <Button variant="secondary" onPress={onClose}>
          {t('logs.viewer.link.stay')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
