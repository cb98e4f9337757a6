/** The parents' entrance. */
import '../lib/tokens.css';
import '../lib/base.css';
import { mount } from 'svelte';
import { start } from '../lib/i18n';
import App from './App.svelte';

await start('parent');
const target = document.getElementById('app');
if (target) mount(App, { target });
