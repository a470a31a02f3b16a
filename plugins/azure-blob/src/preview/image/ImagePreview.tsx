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

import { useCallback, useState } from 'react';
import { RiImageLine } from '@remixicon/react';
import { ToggleButton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { formatBytes, formatNumber, useRequest } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import {
  ParsedPreview,
  PreviewNotice,
  PreviewProblem,
  PreviewSkeleton,
  ScrollRegion,
} from '../frame';
import frame from '../frame/Preview.module.css';
import { isImage, readSignature } from '../kind';
import { PreviewFile, runSliced } from '../open';
import { checkSvg } from './checkSvg';
import { readImageSize } from './readImageSize';
import { toDataUrl } from './toDataUrl';
import styles from './ImagePreview.module.css';

const LIMIT = 32 * 1024 * 1024;
const SVG_LIMIT = 1024 * 1024;
const MAX_PIXELS = 64_000_000;

/** An image, of a type that its own bytes say. */
export function ImagePreview({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const type = readSignature(file.head);
  const known = isImage(type) ? readImageSize(file.head, type) : undefined;
  const pixels = known ? known.width * known.height : 0;
  if (pixels > MAX_PIXELS) {
    return (
      <PreviewNotice
        icon={<RiImageLine />}
        title={t('preview.states.bombTitle')}
      >
        {t('preview.states.bombText', {
          pixels: formatNumber(Math.round(pixels / 1e6)),
        })}
      </PreviewNotice>
    );
  }
  if ((file.size ?? 0) > LIMIT) {
    return (
      <PreviewNotice
        icon={<RiImageLine />}
        title={t('preview.states.tooLargeTitle')}
      >
        {t('preview.states.tooLargeText', {
          size: formatBytes(file.size ?? 0),
          limit: formatBytes(LIMIT),
        })}
      </PreviewNotice>
    );
  }
  return <BitmapPreview file={file} />;
}

/** A drawing, which is never part of the page. */
export function SvgPreview({ file }: { file: PreviewFile }) {
  return (
    <ParsedPreview file={file} kind="svg" limit={SVG_LIMIT} parse={readSvg}>
      {url => <Picture url={url} file={file} />}
    </ParsedPreview>
  );
}

async function readSvg(text: string, signal: AbortSignal): Promise<string> {
  await runSliced(checkSvg(text), signal);
  const bytes = new TextEncoder().encode(text);
  return runSliced(toDataUrl(bytes, 'image/svg+xml'), signal);
}

function BitmapPreview({ file }: { file: PreviewFile }) {
  const send = useCallback(
    async (signal: AbortSignal) => {
      const type = readSignature(file.head);
      const bytes = await file.readAll(LIMIT, signal);
      return isImage(type) ? runSliced(toDataUrl(bytes, type), signal) : '';
    },
    [file],
  );
  const { value: url, error, retry } = useRequest(send);
  if (error) {
    return <PreviewProblem error={error} onRetry={retry} />;
  }
  return url === undefined ? (
    <PreviewSkeleton name={file.name} />
  ) : (
    <Picture url={url} file={file} />
  );
}

function Picture({ url, file }: { url: string; file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [isBroken, setBroken] = useState(false);
  const [isActual, setActual] = useState(false);
  if (isBroken) {
    return (
      <PreviewNotice icon={<RiImageLine />} title={t('preview.image.failed')}>
        {t('preview.states.binaryUnknownSize')}
      </PreviewNotice>
    );
  }
  return (
    <>
      <div className={frame.bar}>
        <ToggleButton size="small" isSelected={isActual} onChange={setActual}>
          {t('preview.image.actual')}
        </ToggleButton>
        {size && (
          <span className={frame.count}>
            {t('preview.image.facts', {
              width: formatNumber(size.width),
              height: formatNumber(size.height),
            })}
          </span>
        )}
      </div>
      <ScrollRegion
        className={styles.canvas}
        label={t('preview.content', { name: toVisible(file.name) })}
      >
        <img
          className={styles.picture}
          data-actual={isActual || undefined}
          src={url}
          alt={toVisible(file.name)}
          decoding="async"
          referrerPolicy="no-referrer"
          onLoad={({ currentTarget: image }) =>
            setSize({ width: image.naturalWidth, height: image.naturalHeight })
          }
          onError={() => setBroken(true)}
        />
      </ScrollRegion>
    </>
  );
}
