package pregel.core.files;

class MemoryFilesTest extends FileStoreContract {
  private final MemoryFiles store = new MemoryFiles();

  @Override
  protected FileStore store() {
    return store;
  }

  @Override
  protected String root() {
    return "/";
  }
}
