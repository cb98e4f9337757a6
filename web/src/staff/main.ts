/** The staff pages' entrance. */
import '../lib/tokens.css';
import '../lib/base.css';
import '../lib/i18n/ahead';
import { mount } from 'svelte';
import { start, t } from '../lib/i18n';
import App from './App.svelte';
import { Session } from './session';

const [session] = await Promise.all([Session.start().catch(() => undefined), start('staff')]);
const target = document.getElementById('app');
if (target && session) mount(App, { target, props: { session } });
else if (target) target.textContent = t('problem.unknown');
