//! Standard output, which may be closed by whoever reads it.

use std::io::{self, ErrorKind, IsTerminal as _, Write};

/// A stream that takes everything once nobody reads it any more, so that a run goes on to its reports
/// and its exit code.
pub(crate) struct Output {
    out: io::Stdout,
    closed: bool,
}

impl Output {
    /// That of this process.
    pub(crate) fn stdout() -> Self {
        Self { out: io::stdout(), closed: false }
    }

    /// May it be coloured?
    pub(crate) fn is_coloured(&self) -> bool {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        self.out.is_terminal() && !refused
    }

    /// Writes lines.
    pub(crate) fn lines<S: AsRef<str>>(
        &mut self,
        lines: impl IntoIterator<Item = S>,
    ) -> io::Result<()> {
        let text: String =
            lines.into_iter().flat_map(|line| [line.as_ref().to_owned(), "\n".into()]).collect();
        self.write_all(text.as_bytes())?;
        self.flush()
    }

    fn unless_closed<T>(
        &mut self,
        otherwise: T,
        write: impl FnOnce(&mut io::Stdout) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.closed {
            return Ok(otherwise);
        }
        match write(&mut self.out) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(otherwise)
            }
            written => written,
        }
    }
}

impl Write for Output {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.unless_closed(octets.len(), |out| out.write(octets))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), Write::flush)
    }
}
