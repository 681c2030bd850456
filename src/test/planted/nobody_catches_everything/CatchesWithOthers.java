// red: CatchesWithOthers.java: catch (IllegalStateException | Error)
package io.overdub.quotes;

class CatchesWithOthers {
    void swallow(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException | Error e) {
            work.notify();
        }
    }
}
