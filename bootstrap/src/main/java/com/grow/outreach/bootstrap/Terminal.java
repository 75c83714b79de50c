package com.grow.outreach.bootstrap;

/** The terminal of the user. */
final class Terminal {

    private Terminal() {}

    /** Returns whether a user sees the output, so that progress bars make sense. */
    static boolean isInteractive() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
