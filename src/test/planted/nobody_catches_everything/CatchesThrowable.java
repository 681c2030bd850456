// red: CatchesThrowable.java: catch (Throwable)
package io.overdub.quotes;

class CatchesThrowable {
    void swallow(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            work.notify();
        }
    }
}
