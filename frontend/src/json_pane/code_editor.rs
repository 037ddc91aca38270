//! The code editor, a JavaScript module of our own origin that is fetched when the pane is first shown.

use js_sys::{Array, Object, Reflect};
use shared::check::Severity;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::modules::module;

#[wasm_bindgen]
extern "C" {
    /// The module's exports.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn mount(this: &Module, parent: &Element, options: &Object) -> Result<Handle, JsValue>;

    /// A mounted code editor.
    #[derive(Clone)]
    pub(crate) type Handle;
    #[wasm_bindgen(method, js_name = setText)]
    pub(crate) fn set_text(this: &Handle, text: &str, keep_selection: bool);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Handle, marks: &Array);
    /// Scrolls to and selects a range, in UTF-16 units.
    #[wasm_bindgen(method)]
    pub(crate) fn reveal(this: &Handle, from: u32, to: u32);
    #[wasm_bindgen(method)]
    pub(crate) fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    pub(crate) fn destroy(this: &Handle);
}

/// A mounted editor, and the callbacks that live as long as it does.
pub(crate) struct CodeEditor {
    pub(crate) handle: Handle,
    _on_edit: Closure<dyn FnMut(String)>,
    _on_cursor: Closure<dyn FnMut(u32)>,
}

/// A range to underline, in UTF-16 units.
pub(crate) struct Mark {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) severity: Severity,
    pub(crate) message: String,
}

impl CodeEditor {
    /// Fetches the module if need be, and puts an editor into `parent`.
    ///
    /// `on_edit` gets the whole text after each change by a person, `on_cursor` the cursor's offset in UTF-16 units.
    pub(crate) async fn mount(
        parent: &Element,
        label: &str,
        on_edit: impl FnMut(String) + 'static,
        on_cursor: impl FnMut(u32) + 'static,
    ) -> Result<Self, JsValue> {
        let module: Module = module("code-editor").await?.unchecked_into();
        let on_edit = Closure::<dyn FnMut(String)>::new(on_edit);
        let on_cursor = Closure::<dyn FnMut(u32)>::new(on_cursor);
        let options = Object::new();
        Reflect::set(&options, &"label".into(), &label.into())?;
        Reflect::set(&options, &"onEdit".into(), on_edit.as_ref())?;
        Reflect::set(&options, &"onCursor".into(), on_cursor.as_ref())?;
        let handle = module.mount(parent, &options)?;
        Ok(Self { handle, _on_edit: on_edit, _on_cursor: on_cursor })
    }

    pub(crate) fn set_marks(&self, marks: &[Mark]) {
        let list = Array::new();
        for mark in marks {
            let item = Object::new();
            let severity = match mark.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "info",
            };
            let entries: [(&str, JsValue); 4] = [
                ("from", mark.from.into()),
                ("to", mark.to.into()),
                ("severity", severity.into()),
                ("message", mark.message.as_str().into()),
            ];
            for (key, value) in entries {
                // Setting a member of a plain object can't fail.
                let _ = Reflect::set(&item, &key.into(), &value);
            }
            list.push(&item);
        }
        self.handle.set_diagnostics(&list);
    }
}

impl Drop for CodeEditor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}
