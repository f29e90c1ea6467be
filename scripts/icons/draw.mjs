// Runs inside Electron: draws an SVG file at several sizes into PNG files (arguments: file, folder, sizes).
import { app, BrowserWindow } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [drawing, folder, sizes] = process.argv.slice(-3);

const inPage = async (source, size) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png').split(',')[1];
};

async function drawAll() {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('about:blank');
  const source = `data:image/svg+xml;base64,${readFileSync(drawing).toString('base64')}`;
  for (const size of sizes.split(',').map(Number)) {
    const call = `(${inPage.toString()})(${JSON.stringify(source)}, ${size})`;
    const png = await window.webContents.executeJavaScript(call);
    writeFileSync(join(folder, `${size}x${size}.png`), Buffer.from(png, 'base64'));
  }
}

void app
  .whenReady()
  .then(drawAll)
  .then(
    () => app.exit(0),
    (error) => {
      console.error(error);
      app.exit(1);
    },
  );
