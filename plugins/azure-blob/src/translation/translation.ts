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

import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { accessMessages } from './accessMessages';
import { adminMessages } from './adminMessages';
import { artifactsMessages } from './artifactsMessages';
import { diagnosisMessages } from './diagnosisMessages';
import { errorMessages } from './errorMessages';
import { folderMessages } from './folderMessages';
import { linksMessages } from './linksMessages';
import { logCompareMessages } from './logCompareMessages';
import { logSearchMessages } from './logSearchMessages';
import { logStepsMessages } from './logStepsMessages';
import { logsMessages } from './logsMessages';
import { logsSearchMessages } from './logsSearchMessages';
import { overviewMessages } from './overviewMessages';
import { previewMessages } from './previewMessages';
import { provenanceMessages } from './provenanceMessages';
import { publishMessages } from './publishMessages';
import { runsMessages } from './runsMessages';

/**
 * Every text of the plugin, for adopters to translate or reword.
 *
 * @public
 */
export const azureBlobTranslationRef = createTranslationRef({
  id: 'azure-blob',
  messages: {
    access: accessMessages,
    admin: adminMessages,
    artifacts: artifactsMessages,
    copy: { failed: 'Your browser did not let the portal copy.' },
    diagnosis: diagnosisMessages,
    errors: errorMessages,
    files: folderMessages,
    links: linksMessages,
    logCompare: logCompareMessages,
    logSearch: logSearchMessages,
    logSteps: logStepsMessages,
    logs: logsMessages,
    logsSearch: logsSearchMessages,
    overview: overviewMessages,
    preview: previewMessages,
    provenance: provenanceMessages,
    publish: publishMessages,
    runs: runsMessages,
  },
});
