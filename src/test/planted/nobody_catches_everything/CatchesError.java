// red: CatchesError.java: catch (Error)
package io.overdub.quotes;

class CatchesError {
    void swallow(Runnable work) {
        try {
            work.run();
        } catch (Error e) {
            work.notify();
        }
    }
}
