/** The staff pages' entrance. */
import '../lib/tokens.css';
import '../lib/base.css';
import { mount } from 'svelte';
import { start } from '../lib/i18n';
import App from './App.svelte';
import { Session } from './session';

const [session] = await Promise.all([Session.start(), start('staff')]);
const target = document.getElementById('app');
if (target) mount(App, { target, props: { session } });
