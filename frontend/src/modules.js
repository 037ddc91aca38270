// A dynamic import can't be written in Rust.
export const load = (url) => import(url);
