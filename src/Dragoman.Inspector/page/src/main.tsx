import './base.css';
import './inspector.css';
import './dashboard.css';
import { render } from 'preact';
import { Dashboard } from './training/Dashboard';
import { Inspector } from './Inspector';
import { KeyGate } from './KeyGate';
import { readRecordedTraces, RecordedModels } from './recorded';
import { ServedModels } from './server';

const traces = readRecordedTraces(document);
const page = document.getElementById('page')!;
if (traces !== null) {
  render(<Inspector models={new RecordedModels(traces)} traces={traces} />, page);
} else if (/\/training$/.test(location.pathname)) {
  render(<KeyGate><Dashboard /></KeyGate>, page);
} else {
  render(<KeyGate><Inspector models={new ServedModels()} traces={null} /></KeyGate>, page);
}
