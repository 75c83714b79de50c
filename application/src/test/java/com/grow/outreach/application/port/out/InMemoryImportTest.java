package com.grow.outreach.application.port.out;

class InMemoryImportTest extends ImportContract {

    @Override
    protected Storage emptyStorage() {
        var storage = new InMemoryStorage();
        return new Storage(storage, storage::history);
    }
}
