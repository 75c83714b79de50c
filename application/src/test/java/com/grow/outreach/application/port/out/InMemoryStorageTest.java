package com.grow.outreach.application.port.out;

class InMemoryStorageTest extends StorageContract {

    @Override
    protected Storage emptyStorage() {
        var storage = new InMemoryStorage();
        return new Storage(storage, storage, storage::history, storage::tasks);
    }
}
