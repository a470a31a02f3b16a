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

import { useCallback, useEffect, useState } from 'react';
import { RiExternalLinkLine, RiFilePdf2Line } from '@remixicon/react';
import { ButtonLink } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { formatBytes, useRequest } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import {
  DownloadButton,
  PreviewNotice,
  PreviewProblem,
  PreviewSkeleton,
} from '../frame';
import { PreviewFile } from '../open';
import styles from './PdfPreview.module.css';

const LIMIT = 64 * 1024 * 1024;
/** All the width for the page, in the words of Chromium and of Firefox. */
const VIEW = '#navpanes=0&view=FitH&pagemode=none&zoom=page-width';

/** A PDF in the viewer of the browser, which knows it as nothing else. */
export function PdfPreview({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if ((file.size ?? 0) > LIMIT) {
    return (
      <PreviewNotice
        icon={<RiFilePdf2Line />}
        title={t('preview.states.tooLargeTitle')}
      >
        {t('preview.states.tooLargeText', {
          size: formatBytes(file.size ?? 0),
          limit: formatBytes(LIMIT),
        })}
      </PreviewNotice>
    );
  }
  if (!navigator.pdfViewerEnabled) {
    return (
      <PreviewNotice icon={<RiFilePdf2Line />} title={t('preview.pdf.title')}>
        {t('preview.pdf.noViewer')}
      </PreviewNotice>
    );
  }
  return <PdfFrame file={file} />;
}

function PdfFrame({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const send = useCallback(
    (signal: AbortSignal) => file.readAll(LIMIT, signal),
    [file],
  );
  const { value: bytes, error, retry } = useRequest(send);
  const url = useObjectUrl(bytes);
  const isBlocked = useIsBlocked();

  if (error) {
    return <PreviewProblem error={error} onRetry={retry} />;
  }
  if (!url) {
    return <PreviewSkeleton name={file.name} />;
  }
  if (isBlocked) {
    return (
      <PreviewNotice
        icon={<RiFilePdf2Line />}
        title={t('preview.pdf.title')}
        action={
          <>
            <ButtonLink
              size="small"
              href={url}
              target="_blank"
              rel="noopener"
              iconStart={<RiExternalLinkLine />}
            >
              {t('preview.pdf.open')}
            </ButtonLink>
            <DownloadButton />
          </>
        }
      >
        {t('preview.pdf.blocked')}
      </PreviewNotice>
    );
  }
  return (
    <iframe
      className={styles.frame}
      src={url + VIEW}
      title={t('preview.label', { name: toVisible(file.name) })}
      referrerPolicy="no-referrer"
    />
  );
}

/** A URL that is taken back when it is no longer shown. */
function useObjectUrl(bytes: Uint8Array | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!bytes) {
      return undefined;
    }
    const type = 'application/pdf';
    const created = URL.createObjectURL(new Blob([bytes.slice()], { type }));
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [bytes]);
  return url;
}

/** Whether the policy of the portal has refused the frame. */
function useIsBlocked(): boolean {
  const [isBlocked, setBlocked] = useState(false);
  useEffect(() => {
    const onViolation = (event: SecurityPolicyViolationEvent) => {
      const isOurs =
        event.effectiveDirective === 'frame-src' &&
        event.blockedURI.startsWith('blob');
      if (isOurs) {
        setBlocked(true);
      }
    };
    document.addEventListener('securitypolicyviolation', onViolation);
    return () =>
      document.removeEventListener('securitypolicyviolation', onViolation);
  }, []);
  return isBlocked;
}
