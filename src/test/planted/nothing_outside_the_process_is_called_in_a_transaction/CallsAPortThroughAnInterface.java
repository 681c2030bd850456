// red: CallsAPortThroughAnInterface.step → Behind.act
package io.overdub.uploads;

class CallsAPortThroughAnInterface {
    Front front;

    @jakarta.transaction.Transactional
    void step() {
        front.act();
    }
}

interface Front {
    void act();
}

class Behind implements Front {
    io.overdub.uploads.storage.Storage storage;

    @Override
    public void act() {
        storage.delete("key");
    }
}
