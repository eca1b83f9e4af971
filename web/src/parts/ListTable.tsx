// A list as a table: what is there so far, and what is said when there is nothing.
import { Empty, Table, type TableProps } from "antd";

interface Props<Row> extends Omit<TableProps<Row>, "loading" | "pagination" | "size"> {
  list: { rows: Row[]; pending: boolean };
  /** Said where no row is. */
  empty: string;
}

export function ListTable<Row extends object>({ list, empty, ...rest }: Props<Row>) {
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      loading={list.pending}
      pagination={false}
      dataSource={list.rows}
      locale={{ emptyText: <Empty description={empty} /> }}
      {...rest}
    />
  );
}
