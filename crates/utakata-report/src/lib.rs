//! Renderings of findings: terminal, JSON and one-file HTML, in English, Japanese and Chinese.
