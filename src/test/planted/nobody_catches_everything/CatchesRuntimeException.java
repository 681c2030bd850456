// red: CatchesRuntimeException.java: catch (RuntimeException)
package io.overdub.quotes;

class CatchesRuntimeException {
    void swallow(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            work.notify();
        }
    }
}
