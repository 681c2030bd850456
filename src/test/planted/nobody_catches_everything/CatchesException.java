// red: CatchesException.java: catch (Exception)
package io.overdub.quotes;

class CatchesException {
    void swallow(Runnable work) {
        try {
            work.run();
        } catch (Exception e) {
            work.notify();
        }
    }
}
