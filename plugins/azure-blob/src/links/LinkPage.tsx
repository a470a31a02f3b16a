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

import { RiLinkUnlinkM } from '@remixicon/react';
import { ButtonLink, Container, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLocation } from 'react-router-dom';
import { Notice, TabRoot } from '../common';
import { OwnArtifacts } from '../overview';
import { azureBlobArtifactsPageRouteRef } from '../routes';
import { azureBlobTranslationRef } from '../translation';
import { FollowLink } from './FollowLink';
import { parsePermalink } from './parsePermalink';
import { useLinkBelowPage } from './useLinkBelowPage';

/** What permanent links lead through, and the artifacts of what one owns. */
export function LinkPage() {
  return (
    <main>
      <Container pt="5" pb="5">
        <TabRoot>
          <LinkPageContent />
        </TabRoot>
      </Container>
    </main>
  );
}

function LinkPageContent() {
  const encoded = useLinkBelowPage();
  const { search } = useLocation();
  if (encoded === '') {
    return <OwnArtifacts />;
  }
  const link = parsePermalink(encoded, search);
  return link ? (
    <FollowLink key={encoded + search} link={link} />
  ) : (
    <BrokenLink />
  );
}

function BrokenLink() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const page = useRouteRef(azureBlobArtifactsPageRouteRef);
  return (
    <Notice
      icon={<RiLinkUnlinkM />}
      title={t('links.broken.title')}
      actions={
        <ButtonLink size="medium" variant="secondary" href={page()}>
          {t('links.own')}
        </ButtonLink>
      }
    >
      <Text as="p" style={{ margin: 0 }}>
        {t('links.broken.description')}
      </Text>
    </Notice>
  );
}
