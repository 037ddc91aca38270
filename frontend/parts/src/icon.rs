//! The few icons, drawn with the colour of the text beside them.

use leptos::prelude::*;

/// The icon `name`, hidden from screen readers: words beside it say what it means.
pub fn icon(name: &'static str) -> AnyView {
    let path = match name {
        "twist" => "M6 3.5 10.5 8 6 12.5",
        "logo" => "M3 8h5v5H3zM3 3h5v4H3zM9 3h4v4H9zM9 8h4v5H9z",
        "error" => "M8 1.5 14.5 8 8 14.5 1.5 8zM8 4.5v4M8 10.5v.8",
        "warning" => "M8 2 14.5 13.5h-13zM8 6.5v3.5M8 11.4v.8",
        "advice" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 7v4.2M8 4.6v.8",
        "ok" => "M3 8.5 6.5 12 13 4.5",
        "plus" => "M8 3v10M3 8h10",
        "close" => "M4 4l8 8M12 4l-8 8",
        "up" => "M8 13V3.5M4 7l4-4 4 4",
        "down" => "M8 3v9.5M4 9l4 4 4-4",
        "undo" => "M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6",
        "redo" => "M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10",
        "copy" => "M6 5.5h7.5V14H6zM10.5 5.5V2H3v8.5h3",
        "bin" => "M3 4.5h10M6.5 4.5V2.5h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
        "edit" => "M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2",
        "link" => "M9.5 3H13v3.5M13 3 7.5 8.5M11 9.5V13H3V5h3.5",
        "help" => {
            "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.3M8 11.2v.6"
        }
        "list" => "M5.5 4H13M5.5 8H13M5.5 12H13M2.8 4h.4M2.8 8h.4M2.8 12h.4",
        "person" => "M8 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 1 0 0-5.2M3 13.5a5 5 0 0 1 10 0",
        "cloud" => "M4.5 12.5a3 3 0 0 1-.3-6 4 4 0 0 1 7.7 1 2.6 2.6 0 0 1-.4 5z",
        "clock" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 4.5V8l2.5 1.5",
        "play" => "M5 3.5v9l7-4.5z",
        "dot" => "M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7",
        "busy" => "M8 1.8a6.2 6.2 0 1 1-6.2 6.2",
        "skip" => "M4 8h8",
        "eye" => {
            "M1.5 8C3.5 4.8 5.6 3.5 8 3.5S12.5 4.8 14.5 8C12.5 11.2 10.4 12.5 8 12.5S3.5 11.2 1.5 8M8 6a2 2 0 1 0 0 4A2 2 0 1 0 8 6"
        }
        "note" => "M2.5 3h11v8H8l-3 2.5V11H2.5z",
        "share" => {
            "M12 2.5a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6M4 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6M12 9.9a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6M5.6 7.1l4.8-2.2M5.6 8.9l4.8 2.2"
        }
        "globe" => {
            "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M1.8 8h12.4M8 1.8c-4 4-4 8.4 0 12.4M8 1.8c4 4 4 8.4 0 12.4"
        }
        "key" => "M5 7a3 3 0 1 0 0 6 3 3 0 1 0 0-6M7.2 7.8 13 2M11 4l2 2",
        "stop" => "M4.5 4.5h7v7h-7z",
        _ => "",
    };
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
    .into_any()
}
