// Bundled for the browser: the SDKs as a shop's own bundle has them.
import { AnalyticsBrowser } from '@segment/analytics-next';
import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
import { jitsuAnalytics } from '@jitsu/js';

Object.assign(window, { AnalyticsBrowser, RudderAnalytics, jitsuAnalytics });
