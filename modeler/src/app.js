import '@tabler/core/dist/css/tabler.css';
import './styles/app.css';
import '@tabler/core/dist/js/tabler.esm.js';
import { startRequests } from './page/requests.js';
import { startBehaviours } from './page/behaviours.js';
import { startIslands } from './page/islands.js';
import { startLivePreview } from './page/livePreview.js';
import { rememberZone } from './page/zone.js';

rememberZone();
startRequests();
startBehaviours(document);
startIslands(document);
startLivePreview(document);
