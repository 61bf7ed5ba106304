package pregel.core.files;

class CopyingMemoryFilesTest extends FileStoreContract {
  private final MemoryFiles store = new MemoryFiles(false);

  @Override
  protected FileStore store() {
    return store;
  }

  @Override
  protected String root() {
    return "/";
  }
}
