package com.grow.outreach.application.service.imports;

/** The files of an import. */
interface ImportSources {

    /**
     * Opens the files and plans their import.
     *
     * @param chunks gets the content of uploaded files
     */
    ImportPlan open(ChunkStore chunks);
}
